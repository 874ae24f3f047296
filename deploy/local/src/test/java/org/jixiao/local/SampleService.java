package org.jixiao.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The least that behaves like a packaged service: it reads its port and answers the readiness probe. */
public final class SampleService {
    private SampleService() {}

    /** Fails or stays unready when it is told so. */
    public static void main(String[] arguments) throws IOException {
        if (System.getenv("SAMPLE_FAILS") != null) {
            System.err.println("a setting is missing");
            System.exit(3);
        }
        var port = Integer.parseInt(System.getenv("JIXIAO_HTTP_PORT"));
        var server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(System.getenv("SAMPLE_NOT_READY") == null ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
    }

    /** Packages this class as a build would package a service. */
    static Path packagedIn(Path directory) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleService.class.getName());
        Files.createDirectories(directory);
        try (var jar = new JarOutputStream(Files.newOutputStream(directory.resolve("quarkus-run.jar")), manifest)) {
            var name = SampleService.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new ZipEntry(name));
            try (var compiled = SampleService.class.getClassLoader().getResourceAsStream(name)) {
                compiled.transferTo(jar);
            }
        }
        return directory;
    }
}
