/**
 * Target values (指标值): what a printed target means, and what must be asked of a person before it is scored.
 *
 * <p>A target is kept as it was approved and printed; reading it adds structure and flags, and repairs nothing.
 */
package org.jixiao.indicator.target;
