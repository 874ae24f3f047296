/** Reads what is deployed the way those read it who run it, and compares it with what the services and contracts say. */
package org.jixiao.kubernetes;
