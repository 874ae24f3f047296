package org.jixiao.reporting.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * Values of records that are kept for a while, in a file that is gone when it is closed: so many and such large objects, none
 * of which lives long, would fill the heap.
 */
final class Shelf implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final int HAND = 1 << 20;

    private final FileChannel file;
    private final long room;
    /** What comes next in the file. */
    private final ByteBuffer inHand = ByteBuffer.allocateDirect(HAND);

    private long written;
    private boolean full;

    /** @param room bytes that it may take of the directory for temporary files */
    Shelf(long room) {
        this.room = room;
        try {
            file = FileChannel.open(
                    Files.createTempFile("jixiao-records-", ".tmp"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a value is. */
    record Place(long at, int size) {}

    /** Keeps a value; null when there is no room for it. */
    Place put(byte[] value) {
        if (full || value == null || value.length > HAND || value.length > room - written - inHand.position()) {
            return null;
        }
        if (value.length > inHand.remaining()) {
            layDown();
            if (full) {
                return null;
            }
        }
        Place place = new Place(written + inHand.position(), value.length);
        inHand.put(value);
        return place;
    }

    byte[] get(Place place) {
        byte[] value = new byte[place.size];
        if (place.at >= written) {
            inHand.get((int) (place.at - written), value);
            return value;
        }
        try {
            ByteBuffer into = ByteBuffer.wrap(value);
            while (into.hasRemaining()) {
                if (file.read(into, place.at + into.position()) < 0) {
                    throw new IOException("the file of records was cut off");
                }
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws all values away. */
    void clear() {
        written = 0;
        inHand.clear();
        full = false;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory without room is no reason to give up: what is not kept is read again. */
    private void layDown() {
        inHand.flip();
        try {
            int size = inHand.remaining();
            while (inHand.hasRemaining()) {
                file.write(inHand, written + inHand.position());
            }
            written += size;
            inHand.clear();
        } catch (IOException e) {
            LOG.warnf("event=records_not_kept reason=\"%s\" consequence=read_again", e.getMessage());
            inHand.position(inHand.limit()).limit(inHand.capacity());
            full = true;
        }
    }
}
