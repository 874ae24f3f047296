package org.jixiao.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a {@code kustomization.yaml} may say here: the part of kustomize that {@link Kustomize} carries out. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Labels> labels,
        List<Patch> patches,
        List<Replicas> replicas,
        List<Image> images) {

    private static final Set<String> KINDS =
            Set.of("kustomize.config.k8s.io/v1beta1 Kustomization", "kustomize.config.k8s.io/v1alpha1 Component");

    Kustomization {
        if (!KINDS.contains(apiVersion + " " + kind)) {
            throw new IllegalArgumentException("No Kustomization: " + apiVersion + " " + kind);
        }
        resources = orNone(resources);
        components = orNone(components);
        labels = orNone(labels);
        patches = orNone(patches);
        replicas = orNone(replicas);
        images = orNone(images);
    }

    /** Labels for every object, and for the pods of workloads when templates are included; never for selectors. */
    record Labels(Map<String, String> pairs, boolean includeTemplates) {}

    /** A strategic merge patch; without a target it is for the object of its own kind and name. */
    record Patch(String path, Target target) {
        Patch {
            Objects.requireNonNull(path, "path");
        }
    }

    /** Every object of a kind, or those whose whole name matches a regular expression. */
    record Target(String kind, String name) {}

    /** How many replicas the workload of this name has. */
    record Replicas(String name, int count) {}

    /** Another name, another tag, or both, for the image of this name. */
    record Image(String name, String newName, String newTag) {}

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
