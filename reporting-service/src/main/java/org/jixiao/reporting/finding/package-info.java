/**
 * What the rules found, kept per department and year so that a region can be asked. Evaluated in the background for what has
 * changed; every answer says how much of it still waits.
 */
package org.jixiao.reporting.finding;
