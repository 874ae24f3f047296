package org.jixiao.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bare Vert.x handler that answers every request with the bytes of a file, in a process of its own. */
final class VertxBaseline implements AutoCloseable {

    private final Process process;
    private final URI url;

    private VertxBaseline(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static VertxBaseline start(List<String> jvm, Path answer) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), VertxBaseline.class.getName(), answer.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the Vert.x baseline has ended");
        }
        return new VertxBaseline(process, URI.create("http://localhost:" + port + "/"));
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        Buffer answer = Buffer.buffer(Files.readAllBytes(Path.of(arguments[0])));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(answer))
                .listen(0, "localhost")
                .onComplete(started -> System.out.println(started.result().actualPort()));
    }
}
