/**
 * How fast events go through the packaged services, measured beside plain COPY, one transaction per event and Kafka Streams on
 * the same broker and the same PostgreSQL.
 */
package org.jixiao.bench;
