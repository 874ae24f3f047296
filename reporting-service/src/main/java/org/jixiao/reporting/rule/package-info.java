/** What must hold, as data: code, severity and texts of each rule. Features evaluate the rules by name; a rule repairs nothing. */
package org.jixiao.reporting.rule;
