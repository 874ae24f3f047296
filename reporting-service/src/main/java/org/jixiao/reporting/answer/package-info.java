/** What every answer has: figures of one moment, the caller's language, a tag of its content. */
package org.jixiao.reporting.answer;
