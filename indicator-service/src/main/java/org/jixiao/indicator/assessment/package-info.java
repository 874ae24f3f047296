/**
 * Assessments: all monitoring rounds and the self-evaluation of a project as one aggregate with versions of its own, which is
 * kept, remembered and published whole.
 */
package org.jixiao.indicator.assessment;
