package org.jixiao.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the launcher shows, in Chinese first with English beside. */
final class Screen implements Progress {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Screen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String step) {
        out.printf("[%5.1f s] %s%n", (System.nanoTime() - began) / 1e9, step);
    }

    void fail(String sentence) {
        say("失败 / Failed: " + sentence);
    }

    void receipts(Collection<Receipt> receipts) {
        var byOutcome =
                receipts.stream().collect(Collectors.groupingBy(Receipt::outcome, TreeMap::new, Collectors.counting()));
        say("收到 %d 条回执 / %1$d receipts: %s".formatted(receipts.size(), byOutcome));
        receipts.stream()
                .filter(receipt -> receipt.outcome().equals("REJECTED"))
                .forEach(receipt -> out.println("  " + receipt.data()));
    }

    void table(JsonNode table) {
        out.printf(
                "%n%s  %s  %s  %s%n",
                table.at("/department/name").asText(),
                table.path("fiscalYear").asText(),
                table.path("title").asText(),
                table.path("moneyUnit").asText());
        int projects = 0;
        int indicators = 0;
        for (var unit : table.path("units")) {
            for (var project : unit.path("projects")) {
                row(
                        project.at("/amounts/total"),
                        project.path("indicators").size(),
                        project.path("name").asText());
                projects++;
                indicators += project.path("indicators").size();
            }
        }
        row(table.at("/amounts/total"), indicators, "合计 / total");
        out.printf(
                "%d 个项目、%d 个指标、%s 万元 / %1$d projects, %2$d indicators, %3$s × 10,000 yuan%n%n",
                projects, indicators, table.at("/amounts/total").asText());
    }

    private void row(JsonNode total, int indicators, String name) {
        out.printf("%10s %4d  %s%n", total.asText(), indicators, name);
    }

    void refusals(List<Trespass.Refusal> refusals) {
        say("%s 越权的尝试 / What %1$s may not do:".formatted(Trespass.INTRUDER));
        for (var each : refusals) {
            out.printf(
                    "  %s  %s → %s%n",
                    each.refused() ? "拒绝 / refused" : "未拒绝 / NOT REFUSED", each.what(), each.answer());
        }
    }

    void verdict(List<String> differences) {
        if (differences.isEmpty()) {
            say("核对一致 / Checked: the served table is the source");
            return;
        }
        say("核对发现 %d 处不同 / Checked: %1$d differences".formatted(differences.size()));
        differences.forEach(difference -> out.println("  " + difference));
    }

    void addresses(LocalStack stack) {
        out.println("页面 / Page            " + stack.reportingUrl().resolve("/"));
        for (var service : stack.services()) {
            out.printf(
                    "%-22s OpenAPI %s  Swagger UI %s%n",
                    service.name(),
                    service.url().resolve("/q/openapi"),
                    service.url().resolve("/q/swagger-ui"));
        }
        out.println("Kafka                  " + stack.kafka().bootstrapServers());
        out.println("PostgreSQL             " + stack.postgres().jdbcUrl("{budget,indicator,reporting}") + "  "
                + stack.postgres().user() + "/" + stack.postgres().password());
        var directory = stack.settings().directory();
        out.println("地址、令牌、日志 / Addresses, tokens, logs  " + directory + "/{stack.json,tokens,logs}");
        out.printf(
                "试一试 / Try  curl -H \"Authorization: Bearer $(cat '%s/tokens/report.read.jwt')\" %s/api/v1/goal-tables/2025/440104019%n",
                directory, stack.reportingUrl());
        say("就绪，Ctrl-C 停止 / Ready, Ctrl-C stops everything");
    }

    void help() {
        out.println("""
                ./run [--check] [--budget-port=N …]

                启动 PostgreSQL、Kafka 和三个服务，发送越秀区司法局 2025 年的表，显示结果，直到 Ctrl-C。
                Starts PostgreSQL, Kafka and the three services, sends the 2025 table of 越秀区司法局, shows it, until Ctrl-C.

                --check   核对所得的表与源数据，退出码 0 或 1 / compares the served table with the source, exits 0 or 1
                --help    本说明 / this text
                """);
        for (var port : LocalPort.values()) {
            out.printf("%-22s %-26s %5d  %s%n", port.option() + "=N", port.variable(), port.usual(), port.owner());
        }
        out.printf("%-22s %-26s %5s  %s%n", "", "JIXIAO_LOCAL_DIR", ".local", "数据、日志、令牌 / data, logs, tokens");
    }
}
