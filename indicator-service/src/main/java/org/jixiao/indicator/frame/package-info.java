/**
 * Index frames (指标体系): the classification of indicators in force for a jurisdiction from a year on.
 *
 * <p>Trees differ by place and year, so a frame is data and never an enumeration.
 */
package org.jixiao.indicator.frame;
