package org.jixiao.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A row of the read model outside a database: the texts of the columns of {@link Content#LINE}, null where blank. */
final class Line {

    private static final int YEAR = at("fiscal_year");
    private static final int FUNDING = at("funding");
    private static final int DEPARTMENT = at("department_code");
    private static final int TOTAL = at("total");
    private static final int EXECUTED = at("executed");
    private static final int ISSUED_KNOWN = at("issued_known");
    private static final int ISSUED_TOTAL = at("issued_total");
    private static final int STATE = at("state");
    private static final int MONEY_EPOCH = at("money_epoch");
    private static final int STATEMENT = at("statement");
    private static final int INDICATOR_COUNT = at("indicator_count");
    private static final int TYPES = at("indicator_types");
    private static final int GOAL_STATE = at("goal_state");
    private static final int GOAL_EPOCH = at("goal_epoch");

    private final String[] columns;

    private Line(String[] columns) {
        this.columns = columns;
    }

    static Line blank(String projectCode) {
        String[] columns = new String[Content.LINE.size()];
        columns[0] = projectCode;
        return new Line(columns);
    }

    /** With the money of an event; the same line when that is no news. */
    Line withMoney(PublishedEvent event) {
        if (covers(MONEY_EPOCH, event)) {
            return this;
        }
        String[] next = columns.clone();
        set(
                next,
                YEAR,
                event,
                "fiscalYear",
                "name",
                "documentNumber",
                "funding",
                "departmentCode",
                "unitCode",
                "total");
        set(next, TOTAL + 1, event, "fiscalAppropriation", "specialAccount", "other", "executed");
        next[ISSUED_KNOWN] = Boolean.toString(event.text("issuedAmounts.total") != null);
        set(
                next,
                ISSUED_TOTAL,
                event,
                "issuedAmounts.total",
                "issuedAmounts.fiscalAppropriation",
                "issuedAmounts.specialAccount",
                "issuedAmounts.other",
                "state");
        set(next, MONEY_EPOCH, event, "sourceepoch", "aggregateversion");
        return new Line(next);
    }

    /** With the goal of an event; the same line when that is no news. */
    Line withGoal(PublishedEvent event) {
        if (covers(GOAL_EPOCH, event)) {
            return this;
        }
        String[] next = columns.clone();
        set(next, STATEMENT, event, "statement", "indicatorsText", "indicators");
        next[INDICATOR_COUNT] = Integer.toString(event.indicators());
        next[TYPES] = event.indicatorTypes();
        set(next, TYPES + 1, event, "flags", "departmentCode", "fiscalYear", "state");
        set(next, GOAL_EPOCH, event, "sourceepoch", "aggregateversion");
        return new Line(next);
    }

    /** Year, department and funding: whose totals this line adds to. Null when it counts nowhere. */
    String group() {
        return "ISSUED".equals(columns[STATE])
                ? columns[YEAR] + "|" + columns[DEPARTMENT] + "|" + columns[FUNDING]
                : null;
    }

    /** Adds this line to those of its group, or takes it away. */
    void addTo(Sums sums, int sign) {
        for (int i = 0; i < Sums.AMOUNTS; i++) {
            String amount = columns[amount(i)];
            if (amount != null) {
                sums.add(2 * i, sign * fen(amount));
                sums.add(2 * i + 1, sign);
            }
        }
        if (columns[EXECUTED] != null && columns[TOTAL] != null) {
            sums.add(Sums.REPORTED_TOTAL, sign * fen(columns[TOTAL]));
        }
        sums.add(Sums.ISSUED, "true".equals(columns[ISSUED_KNOWN]) ? sign : 0);
        sums.add(Sums.PROJECTS, sign);
        if ("ISSUED".equals(columns[GOAL_STATE])) {
            sums.add(Sums.GOALS, sign);
            sums.add(Sums.INDICATORS, sign * Long.parseLong(columns[INDICATOR_COUNT]));
            sums.addTypes(columns[TYPES], sign);
        }
    }

    /** The amounts now and executed stand together, then those at issue. */
    private static int amount(int number) {
        int now = EXECUTED + 1 - TOTAL;
        return number < now ? TOTAL + number : ISSUED_TOTAL + number - now;
    }

    private static long fen(String amount) {
        return Long.parseLong(amount.replace(".", ""));
    }

    List<String> texts() {
        return Arrays.asList(columns);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String column : columns) {
                byte[] text = column == null ? null : column.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : text.length);
                if (text != null) {
                    out.write(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Line of(byte[] bytes) {
        String[] columns = new String[Content.LINE.size()];
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int i = 0; i < columns.length; i++) {
                int length = in.readInt();
                columns[i] = length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Line(columns);
    }

    private boolean covers(int epoch, PublishedEvent event) {
        if (columns[epoch] == null) {
            return false;
        }
        long kept = Long.parseLong(columns[epoch]);
        long told = event.number("sourceepoch");
        return kept > told || (kept == told && Long.parseLong(columns[epoch + 1]) >= event.number("aggregateversion"));
    }

    private static void set(String[] columns, int first, PublishedEvent event, String... members) {
        for (int i = 0; i < members.length; i++) {
            columns[first + i] = event.text(members[i]);
        }
    }

    private static int at(String column) {
        return Content.LINE.indexOf(column);
    }
}
