/** What the OpenAPI document says beyond the resources. */
package org.jixiao.indicator.api;
