package org.jixiao.reporting.answer;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Takes bytes, however many: a few are kept in memory, more of them on disk. */
public final class Spool extends OutputStream {

    private static final int MOST_IN_MEMORY = 4 << 20;
    private static final int BUFFER = 64 << 10;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private OutputStream out = memory;
    private FileChannel file;
    private boolean isHandedOver;

    @Override
    public void write(int one) throws IOException {
        makeRoom(1);
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        makeRoom(length);
        out.write(bytes, offset, length);
    }

    /** All that was written, to be closed; nothing can be written any more. */
    public Content content() throws IOException {
        if (file == null) {
            return new Content.InMemory(memory.toByteArray());
        }
        out.flush();
        isHandedOver = true;
        return new Content.OnDisk(file);
    }

    /** Gives up what was written unless it was asked for. */
    @Override
    public void close() throws IOException {
        if (file != null && !isHandedOver) {
            file.close();
        }
    }

    private void makeRoom(int length) throws IOException {
        if (file == null && memory.size() + length > MOST_IN_MEMORY) {
            Path path = Files.createTempFile("jixiao-", ".spool");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            memory.writeTo(out);
            memory = null;
        }
    }
}
