/** Renders the owners' AsyncAPI documents with their schemas and examples to one page; used by the build alone. */
package org.jixiao.kit.page;
