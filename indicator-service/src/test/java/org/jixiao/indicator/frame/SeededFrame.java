package org.jixiao.indicator.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The frame of Guangzhou as the migration seeds it, read without a database. */
public final class SeededFrame {

    private static final Pattern NODE =
            Pattern.compile("\\('440100', 2025, '(\\d+)', (?:NULL|'(\\d+)'), ([12]), '([^']+)'\\)");

    private SeededFrame() {}

    public static IndicatorFrame guangzhou2025() {
        List<FrameNode> nodes =
                NODE.matcher(migration()).results().map(SeededFrame::node).toList();
        return new IndicatorFrame("440100", 2025, "广州市项目支出绩效指标体系", nodes);
    }

    private static FrameNode node(MatchResult row) {
        return new FrameNode(row.group(1), row.group(4), row.group(2), Integer.parseInt(row.group(3)));
    }

    private static String migration() {
        try (InputStream in = SeededFrame.class.getResourceAsStream("/db/migration/V11__guangzhou_frame_2025.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
