/** After a restore from a backup: everything is published once more, so that nobody goes on with what was lost. */
package org.jixiao.platform.restating;
