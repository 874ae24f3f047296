package org.jixiao.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings without which a service does not start. A service's {@code main} asks for them before anything else. */
public final class RequiredSettings {

    private static final Map<String, String> REQUIRED = Map.of(
            "JIXIAO_DATABASE_URL", "jdbc:postgresql://host:5432/name",
            "JIXIAO_DATABASE_USER", "the service's own role",
            "JIXIAO_DATABASE_PASSWORD", "its password",
            "JIXIAO_KAFKA_BOOTSTRAP_SERVERS", "host:9092,host:9092");

    private static final Pattern SAFE_PROVIDER =
            Pattern.compile("(?i)https://.+|http://(localhost|127\\.[0-9.]+|\\[::1])([:/].*)?");
    private static final Pattern EPOCH = Pattern.compile("[1-9][0-9]{0,14}");

    private static final List<String> LIMITS =
            List.of("JIXIAO_SENDER_BYTES_PER_SECOND", "JIXIAO_SENDER_REQUEST_PERCENTAGE");
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,12}");

    private RequiredSettings() {}

    /**
     * Says in one sentence per fault what to set.
     *
     * @param settings name to value, usually the environment
     * @return empty when the service may start
     */
    public static List<String> faults(Map<String, String> settings) {
        List<String> faults = new ArrayList<>();
        REQUIRED.forEach((name, example) -> {
            if (blank(settings, name)) {
                faults.add("请设置 %s（%s） / Set %s to %s.".formatted(name, example, name, example));
            }
        });
        if (blank(settings, "JIXIAO_OIDC_URL") && blank(settings, "JIXIAO_OIDC_PUBLIC_KEY")) {
            faults.add(
                    "请设置 JIXIAO_OIDC_URL（身份提供方地址）或 JIXIAO_OIDC_PUBLIC_KEY（验签公钥） / "
                            + "Set JIXIAO_OIDC_URL to the identity provider or JIXIAO_OIDC_PUBLIC_KEY to the key that signs tokens.");
        }
        if (!blank(settings, "JIXIAO_OIDC_URL")
                && !SAFE_PROVIDER.matcher(settings.get("JIXIAO_OIDC_URL")).matches()) {
            faults.add(
                    "请把 JIXIAO_OIDC_URL 设为 https:// 地址：否则网络上的人可以换掉验签公钥 / "
                            + "Set JIXIAO_OIDC_URL to an https:// address: else somebody on the network can replace the keys that sign tokens.");
        }
        if (letsAnyTokenIn(settings.getOrDefault("JIXIAO_OIDC_AUDIENCE", "jixiao"))) {
            faults.add("请把 JIXIAO_OIDC_AUDIENCE 设为令牌的 audience，或不设（jixiao）：留空或 any 会接受发给别的系统的令牌 / "
                    + "Set JIXIAO_OIDC_AUDIENCE to the audience of the tokens, or leave it out for jixiao: "
                    + "blank or any, it lets in tokens meant for other systems.");
        }
        if (!blank(settings, "JIXIAO_OIDC_PUBLIC_KEY") && blank(settings, "JIXIAO_OIDC_ISSUER")) {
            faults.add("请设置 JIXIAO_OIDC_ISSUER（令牌签发者） / Set JIXIAO_OIDC_ISSUER to the issuer of the tokens.");
        }
        if (!EPOCH.matcher(settings.getOrDefault("JIXIAO_SOURCE_EPOCH", "1")).matches()) {
            faults.add("请把 JIXIAO_SOURCE_EPOCH 设为正整数 / Set JIXIAO_SOURCE_EPOCH to a positive number.");
        }
        for (String limit : LIMITS) {
            if (!LIMIT.matcher(settings.getOrDefault(limit, "0")).matches()) {
                faults.add("请把 %s 设为整数，0 不设限 / Set %1$s to a whole number, or to 0 for no limit.".formatted(limit));
            }
        }
        faults.addAll(KafkaSettings.faults(settings));
        return faults.stream().sorted().toList();
    }

    /** Ends the process with exit code 78 (EX_CONFIG) after printing every fault; returns when there is none. */
    public static void requireOrExit() {
        List<String> faults = faults(System.getenv());
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.exit(78);
        }
    }

    private static boolean letsAnyTokenIn(String audiences) {
        return Stream.of(audiences.split(",", -1))
                .map(String::strip)
                .anyMatch(each -> each.isEmpty() || each.equalsIgnoreCase("any"));
    }

    private static boolean blank(Map<String, String> settings, String name) {
        return settings.getOrDefault(name, "").isBlank();
    }
}
