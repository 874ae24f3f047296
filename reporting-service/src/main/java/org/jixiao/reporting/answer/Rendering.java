package org.jixiao.reporting.answer;

import java.io.IOException;
import java.io.OutputStream;

/** What is answered, written as a file of one format. */
public interface Rendering<T> {

    Format format();

    /**
     * Writes the file and leaves the stream open.
     *
     * @param sha256 of the canonical JSON of what is rendered; the file says it
     */
    void write(T content, String sha256, OutputStream out) throws IOException;
}
