package org.jixiao.reporting.rule;

/** How much a finding weighs: with an error a table is certified only when the error is waived. */
public enum Severity {
    ERROR,
    WARNING
}
