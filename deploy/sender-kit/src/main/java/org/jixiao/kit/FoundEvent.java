package org.jixiao.kit;

import java.nio.file.Path;

/**
 * The bytes of one event as they will be sent.
 *
 * @param line from 1 in a file of lines; 0 when the whole file is the event
 */
@SuppressWarnings("ArrayRecordComponent")
record FoundEvent(Path file, int line, byte[] bytes) {

    String place() {
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
