package org.jixiao.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** Files with secrets: nobody but their owner may read them, from the first byte on. */
final class PrivateFile {
    private PrivateFile() {}

    /** Writes properties; what is beyond ASCII is escaped. */
    static void write(Path file, Properties properties) throws IOException {
        var content = new ByteArrayOutputStream();
        properties.store(content, null);
        write(file, content.toString(US_ASCII));
    }

    /** Writes the whole file or leaves the old one. */
    static void write(Path file, String content) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        // A temporary file is made with mode 0600, which the move keeps.
        var draft = Files.createTempFile(directory, file.getFileName().toString(), ".new");
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
