package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jixiao.platform.RequiredSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
    private static final String NAME = "app.kubernetes.io/name";

    /** Every service in the base and in the overlay. */
    static Stream<Arguments> everyService() {
        return Stream.of(Manifests.BASE, Manifests.YUEXIU).flatMap(directory -> {
            var manifests = Manifests.of(directory);
            return Checkout.SERVICES.stream().map(service -> Arguments.of(manifests, service));
        });
    }

    @Test
    void objects_areThoseOfTheServicesTopicsNamespaceAndMonitoring() {
        var manifests = Manifests.of(Manifests.YUEXIU);

        var others = manifests.all().stream()
                .filter(object ->
                        !(object instanceof KafkaTopic || object instanceof KafkaUser || object instanceof Namespace))
                .map(object -> object.getKind() + " " + object.getMetadata().getName());

        var ofServices = Checkout.SERVICES.stream()
                .flatMap(service -> Stream.of(
                                ServiceAccount.class,
                                ConfigMap.class,
                                Deployment.class,
                                Service.class,
                                PodDisruptionBudget.class,
                                NetworkPolicy.class)
                        .map(type -> type.getSimpleName() + " " + service));
        assertThat(others)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                ofServices,
                                Stream.of("PodMonitor jixiao", "PrometheusRule jixiao", "ConfigMap jixiao-dashboard"))
                        .toList());
    }

    @Test
    void overlay_isInItsNamespace_whichAdmitsOnlyRestrictedPods() {
        var manifests = Manifests.of(Manifests.YUEXIU);
        var namespace = manifests.all(Namespace.class).getFirst().getMetadata();

        assertThat(manifests.all())
                .filteredOn(object -> !(object instanceof Namespace))
                .extracting(object -> object.getMetadata().getNamespace())
                .containsOnly(namespace.getName());
        assertThat(namespace.getLabels()).containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void base_hasNoNamespace() {
        assertThat(Manifests.of(Manifests.BASE).all())
                .extracting(object -> object.getMetadata().getNamespace())
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void environment_isWhatTheServiceReads(Manifests manifests, String service) {
        var settings = ServiceSettings.of(service);

        assertThat(manifests.environment(service).keySet())
                .isSubsetOf(settings.keys())
                .containsAll(settings.required());
    }

    @Test
    void overlay_satisfiesTheStartUpCheck() {
        var manifests = Manifests.of(Manifests.YUEXIU);

        assertThat(Checkout.SERVICES)
                .allSatisfy(service -> assertThat(RequiredSettings.faults(manifests.environment(service)))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void userAndPassword_comeFromASecret(Manifests manifests, String service) {
        var secret = service.replace("-service", "-database");

        assertThat(manifests.environment(service))
                .containsEntry("JIXIAO_DATABASE_USER", secret + "/username")
                .containsEntry("JIXIAO_DATABASE_PASSWORD", secret + "/password")
                .containsEntry("JIXIAO_KAFKA_USER", service)
                .as("the Secret that Strimzi makes for the user of that name")
                .containsEntry("JIXIAO_KAFKA_PASSWORD", service + "/password");
        assertThat(manifests.the(ConfigMap.class, service).getData().keySet())
                .noneMatch(key -> key.matches(".*(USER|PASSWORD|SECRET|TOKEN).*"));
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void port_isTheSameEverywhere(Manifests manifests, String service) {
        var port = ServiceSettings.of(service).defaultOf("JIXIAO_HTTP_PORT");
        var ofContainer = manifests.container(service).getPorts();
        var ofService = manifests.the(Service.class, service).getSpec().getPorts();
        var ofPolicy = manifests
                .the(NetworkPolicy.class, service)
                .getSpec()
                .getIngress()
                .getFirst()
                .getPorts();

        assertThat(manifests.environment(service)).containsEntry("JIXIAO_HTTP_PORT", port);
        assertThat(ofContainer).singleElement().satisfies(containerPort -> {
            assertThat(containerPort.getName()).isEqualTo("http");
            assertThat(containerPort.getContainerPort()).hasToString(port);
        });
        assertThat(ofService).singleElement().satisfies(servicePort -> {
            assertThat(servicePort.getPort()).hasToString(port);
            assertThat(servicePort.getTargetPort()).isEqualTo(new IntOrString("http"));
        });
        assertThat(ofPolicy)
                .singleElement()
                .satisfies(open -> assertThat(open.getPort()).isEqualTo(new IntOrString("http")));
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void probes_askForHealth(Manifests manifests, String service) {
        var container = manifests.container(service);

        assertThat(container.getStartupProbe().getHttpGet()).isEqualTo(health("started"));
        assertThat(container.getReadinessProbe().getHttpGet()).isEqualTo(health("ready"));
        assertThat(container.getLivenessProbe().getHttpGet()).isEqualTo(health("live"));
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void security_isRestricted(Manifests manifests, String service) {
        var pod = manifests.pod(service);
        var container = manifests.container(service).getSecurityContext();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser())
                .isEqualTo(Dockerfile.read().user());
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
        assertThat(Stream.of(container.getPrivileged(), pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void onlyTmp_isWritable(Manifests manifests, String service) {
        var volumes = manifests.pod(service).getVolumes();

        assertThat(volumes)
                .filteredOn(volume -> volume.getSecret() == null)
                .singleElement()
                .satisfies(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
        assertThat(manifests.container(service).getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .singleElement()
                .extracting(VolumeMount::getName, VolumeMount::getMountPath)
                .containsExactly(volumes.getFirst().getName(), "/tmp");
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void brokers_areTrusted_byTheAuthorityThatIsMounted(Manifests manifests, String service) {
        assertThat(manifests.environment(service))
                .containsEntry("JIXIAO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                .containsEntry(
                        "JIXIAO_KAFKA_TRUSTSTORE",
                        manifests.container(service).getVolumeMounts().get(1).getMountPath() + "/"
                                + manifests
                                        .pod(service)
                                        .getVolumes()
                                        .get(1)
                                        .getSecret()
                                        .getItems()
                                        .getFirst()
                                        .getPath());
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void resources_areRequestedAndLimited(Manifests manifests, String service) {
        var resources = manifests.container(service).getResources();

        assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsOnlyKeys("cpu", "memory");
        assertThat(resources.getLimits().get("memory"))
                .as("memory is not promised twice")
                .isEqualTo(resources.getRequests().get("memory"));
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void image_isPinned(Manifests manifests, String service) {
        var image = ImageName.of(manifests.container(service).getImage());

        assertThat(image.name()).endsWith("jixiao/" + service);
        assertThat(image.isPinned()).as(image.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void rollout_neverTakesAReplicaAway(Manifests manifests, String service) {
        var deployment = manifests.the(Deployment.class, service).getSpec();
        var budget = manifests.the(PodDisruptionBudget.class, service).getSpec();

        assertThat(deployment.getReplicas()).isGreaterThanOrEqualTo(2);
        assertThat(deployment.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(deployment.getStrategy().getRollingUpdate().getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
        assertThat(budget.getMaxUnavailable()).isEqualTo(new IntOrString(1));
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void stop_leavesTimeForWhatIsUnderWay(Manifests manifests, String service) {
        var drained = manifests
                .container(service)
                .getLifecycle()
                .getPreStop()
                .getSleep()
                .getSeconds();
        var answered = Duration.parse(ServiceSettings.of(service).property("quarkus.shutdown.timeout"))
                .toSeconds();

        assertThat(manifests.pod(service).getTerminationGracePeriodSeconds()).isGreaterThan(drained + answered);
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void selectors_findThePodsOfTheService(Manifests manifests, String service) {
        var wanted = Map.of(NAME, service);
        var deployment = manifests.the(Deployment.class, service).getSpec();

        assertThat(deployment.getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(wanted)
                .containsEntry("app.kubernetes.io/part-of", "jixiao");
        assertThat(deployment.getSelector().getMatchLabels()).isEqualTo(wanted);
        assertThat(manifests.the(Service.class, service).getSpec().getSelector())
                .isEqualTo(wanted);
        assertThat(manifests
                        .the(PodDisruptionBudget.class, service)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(wanted);
        assertThat(manifests
                        .the(NetworkPolicy.class, service)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(wanted);
        assertThat(manifests.pod(service).getTopologySpreadConstraints())
                .singleElement()
                .satisfies(spread ->
                        assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(wanted));
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void account_isItsOwn_andHasNoToken(Manifests manifests, String service) {
        var account = manifests.the(ServiceAccount.class, manifests.pod(service).getServiceAccountName());

        assertThat(account.getMetadata().getName()).isEqualTo(service);
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyService")
    void network_admitsRequestsAlone(Manifests manifests, String service) {
        var policy = manifests.the(NetworkPolicy.class, service).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactly("Ingress");
        assertThat(policy.getIngress()).hasSize(1);
    }

    @Test
    void overlay_runsReleases() {
        var manifests = Manifests.of(Manifests.YUEXIU);

        assertThat(Checkout.SERVICES)
                .allSatisfy(service -> assertThat(manifests.container(service).getImage())
                        .doesNotEndWith("-SNAPSHOT")
                        .as("not a name of Docker Hub, where it would be somebody else's")
                        .matches("[^/]+\\.[^/]+/.*"));
    }

    @Test
    void swagger_isOffInTheOverlay() {
        var manifests = Manifests.of(Manifests.YUEXIU);

        assertThat(Checkout.SERVICES)
                .allSatisfy(service ->
                        assertThat(manifests.environment(service)).containsEntry("JIXIAO_SWAGGER_UI", "false"));
    }

    private static HTTPGetAction health(String kind) {
        var action = new HTTPGetAction();
        action.setPath("/q/health/" + kind);
        action.setPort(new IntOrString("http"));
        return action;
    }
}
