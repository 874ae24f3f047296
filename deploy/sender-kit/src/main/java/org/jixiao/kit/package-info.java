/** The validator of the sender's kit: what an owner will say of events, as far as their files show it. */
package org.jixiao.kit;
