package org.jixiao.reporting.answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Bytes that are read as often as wanted, also by several at once. Whoever holds them lets them go by closing them; with the
 * last holder they are gone.
 */
public sealed interface Content extends AutoCloseable {

    long size();

    /**
     * One holder more, to be closed once more.
     *
     * @return whether they are still there
     */
    boolean hold();

    /** From the first byte on. The stream is a holder of its own until it is closed. */
    default InputStream open() {
        return open(0);
    }

    /** The same from some byte on. */
    InputStream open(long from);

    @Override
    void close();

    /** @param bytes are not to be changed */
    @SuppressWarnings("ArrayRecordComponent")
    record InMemory(byte[] bytes) implements Content {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public boolean hold() {
            return true;
        }

        @Override
        public InputStream open(long from) {
            int at = Math.toIntExact(from);
            return new ByteArrayInputStream(bytes, at, bytes.length - at);
        }

        @Override
        public void close() {
            // whoever still has the array may read it
        }
    }

    /** In a file that has no name any more: the system removes it when nobody holds it, also after a crash. */
    final class OnDisk implements Content {

        private final FileChannel file;
        private final long size;
        private int holders = 1;

        OnDisk(FileChannel file) throws IOException {
            this.file = file;
            this.size = file.size();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public synchronized boolean hold() {
            // a thread that is interrupted while it reads closes the file for everybody
            if (holders == 0 || !file.isOpen()) {
                return false;
            }
            holders++;
            return true;
        }

        @Override
        public InputStream open(long from) {
            if (!hold()) {
                throw new IllegalStateException("nobody holds this any more");
            }
            return new Reading(from);
        }

        @Override
        public synchronized void close() {
            holders--;
            if (holders == 0) {
                try {
                    file.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        /** Reads at a place of its own. */
        private final class Reading extends InputStream {

            private long at;
            private boolean isClosed;

            Reading(long from) {
                at = from;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int read = file.read(ByteBuffer.wrap(bytes, offset, length), at);
                at += Math.max(read, 0);
                return read;
            }

            @Override
            public void close() {
                if (!isClosed) {
                    isClosed = true;
                    OnDisk.this.close();
                }
            }
        }
    }
}
