/**
 * The whole of Jixiao on one machine, as child processes: PostgreSQL, a Kafka broker and the three packaged services.
 * {@code ./run} starts it for people, and the tests of every module start the parts they need from the same classes.
 */
package org.jixiao.local;
