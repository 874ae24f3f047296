package org.jixiao.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jixiao.kubernetes.Kustomization.Image;
import org.jixiao.kubernetes.Kustomization.Labels;
import org.jixiao.kubernetes.Kustomization.Patch;
import org.jixiao.kubernetes.Kustomization.Replicas;

/**
 * Renders a kustomization as {@code kubectl kustomize} does. It knows what our own files use and refuses the rest; its
 * own test holds it against what kustomize 5.5 renders.
 */
final class Kustomize {
    private final Path directory;
    private final Kustomization kustomization;
    private final List<ObjectNode> objects;

    private Kustomize(Path directory, String kind, List<ObjectNode> objects) {
        this.directory = directory;
        this.kustomization = StrictYaml.as(
                Kustomization.class, StrictYaml.document(Checkout.read(directory.resolve("kustomization.yaml"))));
        if (!kustomization.kind().equals(kind)) {
            throw new IllegalArgumentException(directory + " is no " + kind);
        }
        this.objects = objects;
    }

    /** The objects a directory stands for. */
    static List<ObjectNode> render(Path directory) {
        return new Kustomize(directory, "Kustomization", new ArrayList<>()).render();
    }

    private List<ObjectNode> render() {
        kustomization.resources().forEach(this::add);
        kustomization.components().forEach(this::include);
        kustomization.patches().forEach(this::patch);
        if (kustomization.namespace() != null) {
            objects.forEach(this::place);
        }
        kustomization.labels().forEach(this::label);
        kustomization.replicas().forEach(this::scale);
        kustomization.images().forEach(this::pin);
        return objects;
    }

    private void add(String resource) {
        var path = directory.resolve(resource);
        objects.addAll(Files.isDirectory(path) ? render(path) : StrictYaml.documents(Checkout.read(path)));
    }

    /** A component adds its objects to those that are here, and changes them all. */
    private void include(String component) {
        new Kustomize(directory.resolve(component), "Component", objects).render();
    }

    private void patch(Patch patch) {
        var change = StrictYaml.document(Checkout.read(directory.resolve(patch.path())));
        var found =
                objects.stream().filter(object -> isFor(patch, change, object)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(patch + " is for nothing that is here");
        }
        for (var object : found) {
            var name = name(object);
            StrategicMerge.apply(change, object);
            object.withObject("/metadata").put("name", name);
        }
    }

    private static boolean isFor(Patch patch, ObjectNode change, ObjectNode object) {
        if (patch.target() != null) {
            var target = patch.target();
            return target.kind().equals(kind(object))
                    && (target.name() == null || name(object).matches(target.name()));
        }
        return kind(change).equals(kind(object)) && name(change).equals(name(object));
    }

    private void place(ObjectNode object) {
        var namespace = kustomization.namespace();
        if (!kind(object).equals("Namespace")) {
            object.withObject("/metadata").put("namespace", namespace);
        } else if (!name(object).equals(namespace)) {
            throw new IllegalArgumentException("Namespace " + name(object) + " would be renamed to " + namespace);
        }
    }

    private void label(Labels labels) {
        for (var object : objects) {
            var all = object.withObject("/metadata/labels");
            labels.pairs().forEach(all::put);
            if (labels.includeTemplates() && object.at("/spec/template").isObject()) {
                var ofPods = object.withObject("/spec/template/metadata/labels");
                labels.pairs().forEach(ofPods::put);
            }
        }
    }

    private void scale(Replicas replicas) {
        objects.stream()
                .filter(object ->
                        kind(object).equals("Deployment") && name(object).equals(replicas.name()))
                .forEach(object -> object.withObject("/spec").put("replicas", replicas.count()));
    }

    private void pin(Image image) {
        objects.stream()
                .flatMap(object -> Stream.of("containers", "initContainers")
                        .flatMap(
                                list -> object.at("/spec/template/spec/" + list).valueStream()))
                .map(ObjectNode.class::cast)
                .forEach(container -> pin(image, container));
    }

    private static void pin(Image image, ObjectNode container) {
        var current = ImageName.of(container.path("image").asText());
        if (current.name().equals(image.name())) {
            var name = image.newName() == null ? current.name() : image.newName();
            var tag = image.newTag() == null ? current.tag() : image.newTag();
            container.put("image", new ImageName(name, tag).toString());
        }
    }

    private static String kind(ObjectNode object) {
        return object.path("kind").asText();
    }

    private static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }
}
