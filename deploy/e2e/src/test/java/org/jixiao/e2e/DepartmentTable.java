package org.jixiao.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jixiao.local.OutgoingEvent;
import org.jixiao.local.YuexiuTable;

/** The reference table, moved into a department of its own, so that tests do not see each other's changes. */
final class DepartmentTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YuexiuTable SOURCE = YuexiuTable.read();
    private static final Pattern PROJECT_CODE = Pattern.compile("44010425([TP])000");
    private static final AtomicInteger NEXT = new AtomicInteger(101);

    private final String number;
    private final List<OutgoingEvent> events;

    private DepartmentTable(int number) {
        this.number = Integer.toString(number);
        this.events = SOURCE.events().stream().map(this::moved).toList();
    }

    static DepartmentTable inNewDepartment() {
        return new DepartmentTable(NEXT.getAndIncrement());
    }

    String departmentCode() {
        return "440104" + number;
    }

    String unitCode() {
        return departmentCode() + "001";
    }

    String name() {
        return SOURCE.departmentName();
    }

    /** 13 projects and 13 goals, as the sending system reports them. */
    List<OutgoingEvent> events() {
        return events;
    }

    Set<String> eventIds() {
        return events.stream().map(OutgoingEvent::id).collect(Collectors.toSet());
    }

    /** The code of the project that is printed at this place, from 1. */
    String projectCode(int place) {
        return events.get(place - 1).key();
    }

    JsonNode expected() {
        try {
            return JSON.readTree(moved(SOURCE.expectedTable().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String printed() {
        return SOURCE.printed();
    }

    private OutgoingEvent moved(OutgoingEvent event) {
        String id = UUID.randomUUID().toString();
        String body = moved(new String(event.bytes(), UTF_8)).replace(event.id(), id);
        return new OutgoingEvent(event.topic(), moved(event.key()), id, event.type(), body.getBytes(UTF_8));
    }

    private String moved(String text) {
        return PROJECT_CODE
                .matcher(text)
                .replaceAll("44010425$1" + number)
                .replace(SOURCE.departmentCode(), departmentCode());
    }
}
