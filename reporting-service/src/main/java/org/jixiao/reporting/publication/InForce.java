package org.jixiao.reporting.publication;

import java.time.Instant;
import org.jixiao.reporting.difference.TableDifferences;

/**
 * What the public has been told of a table, and what has become different in it since.
 *
 * @param number of the publication that is certified now
 * @param sha256 of its bytes
 * @param since empty when the table is as it was published
 */
public record InForce(String number, String sha256, Instant certifiedAt, TableDifferences since) {}
