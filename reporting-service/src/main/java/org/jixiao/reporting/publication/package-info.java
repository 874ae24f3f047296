/**
 * Publications 公开: tables as they were disclosed, each an immutable snapshot with a number and a hash, certified by another
 * person than who published it. The only facts that this service owns.
 */
package org.jixiao.reporting.publication;
