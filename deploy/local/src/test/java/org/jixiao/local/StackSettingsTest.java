package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackSettingsTest {
    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void listens_atTheUsualPorts_whenNothingIsSaid() {
        var settings = StackSettings.of(List.of(), Map.of(), CHECKOUT);

        assertThat(settings.ports())
                .containsOnly(
                        Map.entry(LocalPort.BUDGET, 8081),
                        Map.entry(LocalPort.INDICATOR, 8082),
                        Map.entry(LocalPort.REPORTING, 8083),
                        Map.entry(LocalPort.KAFKA, 19092),
                        Map.entry(LocalPort.POSTGRES, 15432));
        assertThat(settings.directory()).isEqualTo(Path.of("/checkout/.local"));
    }

    @Test
    void prefers_theOption_toTheEnvironment() {
        var environment =
                Map.of("JIXIAO_BUDGET_PORT", "9081", "JIXIAO_KAFKA_PORT", "9092", "JIXIAO_LOCAL_DIR", "/data");

        var settings = StackSettings.of(List.of("--check", "--budget-port=7081"), environment, CHECKOUT);

        assertThat(settings.port(LocalPort.BUDGET)).isEqualTo(7081);
        assertThat(settings.port(LocalPort.KAFKA)).isEqualTo(9092);
        assertThat(settings.directory()).isEqualTo(Path.of("/data"));
    }

    @Test
    void refuses_aPortThatIsNone() {
        for (var none : List.of("x", "0", "65536", "-1", "")) {
            assertThatThrownBy(() -> StackSettings.of(List.of("--kafka-port=" + none), Map.of(), CHECKOUT))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("JIXIAO_KAFKA_PORT is no port: " + none);
        }
    }

    @Test
    void names_theTakenPort_whoWantsIt_andWhatToSet() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = randomBut(LocalPort.REPORTING, other.getLocalPort());

            assertThatThrownBy(settings::requireFreePorts)
                    .isInstanceOf(StartFailed.class)
                    .hasMessage(
                            "端口 %1$d 已被占用，reporting-service 需要它：请设置 JIXIAO_REPORTING_PORT 换一个端口 / Port %1$d, which reporting-service wants, is taken: set JIXIAO_REPORTING_PORT to another one"
                                    .formatted(other.getLocalPort()));
        }
    }

    @Test
    void names_aPortThatTwoPartsWant() {
        int wanted = StackSettings.random(CHECKOUT).port(LocalPort.BUDGET);
        var ports = new EnumMap<>(randomBut(LocalPort.BUDGET, wanted).ports());
        ports.put(LocalPort.INDICATOR, wanted);

        assertThatThrownBy(() -> new StackSettings(CHECKOUT, ports, CHECKOUT).requireFreePorts())
                .hasMessageContaining("set JIXIAO_BUDGET_PORT");
    }

    @Test
    void accepts_freePorts() {
        assertThatCode(StackSettings.random(CHECKOUT)::requireFreePorts).doesNotThrowAnyException();
    }

    private static StackSettings randomBut(LocalPort which, int port) {
        var ports = new EnumMap<>(StackSettings.random(CHECKOUT).ports());
        ports.put(which, port);
        return new StackSettings(CHECKOUT, ports, CHECKOUT);
    }
}
