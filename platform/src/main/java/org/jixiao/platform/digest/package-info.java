/** What an owner says of its figures part by part, so that whoever reads its topics can tell whether he has the same. */
package org.jixiao.platform.digest;
