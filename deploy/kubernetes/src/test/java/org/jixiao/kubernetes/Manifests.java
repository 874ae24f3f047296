package org.jixiao.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a directory of ours renders to, as the API server's own types. */
final class Manifests {
    static final String BASE = "base";
    static final String YUEXIU = "overlays/yuexiu";

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Stream.of(
                    Namespace.class,
                    ServiceAccount.class,
                    ConfigMap.class,
                    Service.class,
                    Deployment.class,
                    PodDisruptionBudget.class,
                    NetworkPolicy.class,
                    KafkaTopic.class,
                    KafkaUser.class,
                    PodMonitor.class,
                    PrometheusRule.class)
            .collect(Collectors.toMap(
                    type -> HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type), Function.identity()));

    private final List<HasMetadata> objects;

    private Manifests(List<HasMetadata> objects) {
        this.objects = objects;
    }

    /** Renders and reads strictly. */
    static Manifests of(String directory) {
        return new Manifests(Kustomize.render(Checkout.path("deploy/kubernetes").resolve(directory)).stream()
                .map(Manifests::typed)
                .toList());
    }

    /** The object as the type of its version and kind; a type that we do not use is refused. */
    static HasMetadata typed(ObjectNode object) {
        var type = TYPES.get(
                object.path("apiVersion").asText() + " " + object.path("kind").asText());
        if (type == null) {
            throw new IllegalArgumentException(
                    "Not known here: " + object.path("apiVersion") + " " + object.path("kind"));
        }
        return StrictYaml.as(type, object);
    }

    List<HasMetadata> all() {
        return objects;
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only object of a kind and name. */
    <T extends HasMetadata> T the(Class<T> type, String name) {
        var found = all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " of " + type.getSimpleName() + " " + name);
        }
        return found.getFirst();
    }

    PodSpec pod(String service) {
        return the(Deployment.class, service).getSpec().getTemplate().getSpec();
    }

    /** The only container of a service. */
    Container container(String service) {
        var pod = pod(service);
        if (pod.getContainers().size() != 1 || !pod.getInitContainers().isEmpty()) {
            throw new IllegalArgumentException(service + " has more than one container");
        }
        return pod.getContainers().getFirst();
    }

    /** The environment of a service as its container sees it, with {@code secret/key} for what a secret holds. */
    Map<String, String> environment(String service) {
        var environment = new TreeMap<String, String>();
        for (var source : container(service).getEnvFrom()) {
            environment.putAll(
                    the(ConfigMap.class, source.getConfigMapRef().getName()).getData());
        }
        for (var variable : container(service).getEnv()) {
            if (variable.getValue() != null) {
                environment.put(variable.getName(), variable.getValue());
                continue;
            }
            var secret = variable.getValueFrom().getSecretKeyRef();
            environment.put(variable.getName(), secret.getName() + "/" + secret.getKey());
        }
        return environment;
    }
}
