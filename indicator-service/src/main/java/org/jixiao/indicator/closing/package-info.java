/** Closing a period: what senders state of their goals against what is kept. */
package org.jixiao.indicator.closing;
