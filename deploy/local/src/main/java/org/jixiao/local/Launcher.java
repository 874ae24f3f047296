package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** What {@code ./run} runs: starts everything, sends the table, shows it as it is served, and stays until Ctrl-C. */
public final class Launcher {
    private static final String CHECK = "--check";
    private static final Duration RECEIPT_PATIENCE = Duration.ofSeconds(60);
    private static final Duration TABLE_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 200_000_000;

    private final Screen screen;
    private final YuexiuTable source = YuexiuTable.read();

    private Launcher(Screen screen) {
        this.screen = screen;
    }

    /** Exits 0 after a check that found no difference, and 1 when a start failed or a check found one. */
    public static void main(String[] arguments) {
        var screen = new Screen(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        var options = List.of(arguments);
        if (options.contains("--help")) {
            screen.help();
            return;
        }
        try {
            System.exit(new Launcher(screen).run(options));
        } catch (RuntimeException e) {
            if (!StopOnExit.isEnding()) {
                screen.fail(e instanceof StartFailed ? e.getMessage() : e.toString());
                System.exit(1);
            }
        }
    }

    private int run(List<String> options) {
        var unknown = options.stream()
                .filter(option -> !option.equals(CHECK) && !StackSettings.knows(option))
                .findFirst();
        if (unknown.isPresent()) {
            throw new StartFailed("不认识 %s，见 ./run --help / Unknown: %1$s, see ./run --help".formatted(unknown.get()));
        }
        var settings = StackSettings.of(options, System.getenv(), ProjectLayout.root());
        logTo(settings);
        try (var stack = LocalStack.start(settings, screen)) {
            StackFiles.write(stack);
            screen.receipts(report(stack));
            if (options.contains(CHECK)) {
                return check(stack);
            }
            awaitTable(stack, table -> table.path("complete").asBoolean()).ifPresent(screen::table);
            screen.refusals(Trespass.tryAll(stack));
            screen.addresses(stack);
            throw awaitEnd(stack);
        }
    }

    private Collection<Receipt> report(LocalStack stack) {
        screen.say("登记部门、单位和报送系统 / Registering the department, its unit and the senders");
        Registering.referenceData(stack);
        var events = source.events();
        var ids = events.stream().map(OutgoingEvent::id).collect(Collectors.toSet());
        screen.say("以 %s 的身份发送 %d 个事件 / Sending %2$d events as %1$s".formatted(YuexiuTable.SENDER, events.size()));
        try (var sender = Sender.open(stack.kafka().clientSettings(YuexiuTable.SENDER), YuexiuTable.SENDER)) {
            sender.send(events);
            return sender.awaitReceipts(ids, RECEIPT_PATIENCE);
        }
    }

    private int check(LocalStack stack) {
        var table = awaitTable(
                stack, served -> TableCheck.differences(source, served).isEmpty());
        table.ifPresent(screen::table);
        var funding = reader(stack)
                .get(stack.reportingUrl()
                        .resolve("/api/v1/rollups?by=funding&year=%d&department=%s"
                                .formatted(YuexiuTable.YEAR, source.departmentCode())));
        var nothing = JsonNodeFactory.instance.objectNode();
        var differences = new ArrayList<>(TableCheck.differences(source, table.orElse(nothing)));
        differences.addAll(TableCheck.fundingDifferences(source, funding.orElse(nothing)));
        var refusals = Trespass.tryAll(stack);
        screen.refusals(refusals);
        refusals.stream()
                .filter(each -> !each.refused())
                .forEach(each -> differences.add("%s: %s".formatted(each.what(), each.answer())));
        screen.verdict(differences);
        return differences.isEmpty() ? 0 : 1;
    }

    /** The table once it is as wanted, else as it is when patience ends. */
    private Optional<JsonNode> awaitTable(LocalStack stack, Predicate<JsonNode> wanted) {
        screen.say("等待绩效目标表 / Waiting for the table");
        var reader = reader(stack);
        var address =
                stack.reportingUrl().resolve("/api/v1/goal-tables/" + YuexiuTable.YEAR + "/" + source.departmentCode());
        long deadline = System.nanoTime() + TABLE_PATIENCE.toNanos();
        var table = reader.get(address);
        while (table.filter(wanted).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            table = reader.get(address);
        }
        return table;
    }

    private static Caller reader(LocalStack stack) {
        return new Caller(Role.REPORT_READ.token(stack.tokens()));
    }

    private static StartFailed awaitEnd(LocalStack stack) {
        while (true) {
            for (var service : stack.services()) {
                if (!service.isAlive()) {
                    return service.ended();
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static void logTo(StackSettings settings) {
        try {
            LogManager.getLogManager().reset();
            Files.createDirectories(settings.log("launcher").getParent());
            var file = new FileHandler(settings.log("launcher").toString(), true);
            file.setFormatter(new SimpleFormatter());
            Logger.getLogger("").addHandler(file);
            Logger.getLogger("").setLevel(Level.WARNING);
        } catch (IOException e) {
            throw new StartFailed(settings.directory() + " 不可写 / cannot be written: " + e.getMessage(), e);
        }
    }
}
