package org.jixiao.kit.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the owners' contracts as one page that needs nothing else: no script, no font, no other file. */
public final class ContractPage {

    private static final String TEMPLATE = "contract.qute.html";

    private ContractPage() {}

    /**
     * Renders the page.
     *
     * @param arguments the file to write, the version of the kit, and the folders of contracts
     */
    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        List<AsyncDocument.Owner> owners = new ArrayList<>();
        for (String folder : Arrays.asList(arguments).subList(2, arguments.length)) {
            owners.add(AsyncDocument.read(Path.of(folder)));
        }
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, render(arguments[1], owners));
    }

    private static String render(String version, List<AsyncDocument.Owner> owners) throws IOException {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .build();
        return engine.parse(template(), Variant.forContentType("text/html"))
                .data("version", version)
                .data("owners", owners)
                .render();
    }

    private static String template() throws IOException {
        try (InputStream in = ContractPage.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
