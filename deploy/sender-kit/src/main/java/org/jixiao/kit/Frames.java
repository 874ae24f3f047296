package org.jixiao.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.indicator.frame.FrameNode;
import org.jixiao.indicator.frame.IndicatorFrame;
import org.jixiao.indicator.frame.IndicatorFrames;
import org.jixiao.indicator.intake.GoalForm;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * The frames of indicators that were given, as {@code GET /api/v1/frames} answers them. A goal of a region or year without
 * one is judged by all other rules, and a note says that its codes were not looked up.
 */
final class Frames {

    private static final String COUNTRY = "000000";
    private static final int REGION_DIGITS = 6;

    private final IndicatorFrames given;

    private Frames(IndicatorFrames given) {
        this.given = given;
    }

    /** @throws IOException also when a file is no frame */
    static Frames read(List<Path> files) throws IOException {
        List<IndicatorFrame> frames = new ArrayList<>();
        for (Path file : files) {
            try {
                frames.add(frame(JsonSchema.read(Files.readAllBytes(file))));
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new IOException("不是指标体系 / is no frame of indicators: " + file, e);
            }
        }
        return new Frames(new IndicatorFrames(frames));
    }

    /** What indicator-service says of a goal that it has not seen before. */
    Outcome judge(CloudEvent event) {
        JsonNode data = event.data();
        String region = data.get("departmentCode").asText().substring(0, REGION_DIGITS);
        int year = data.get("fiscalYear").intValue();
        if (given.inForce(region, year).isPresent()) {
            return GoalForm.judge(event, given);
        }
        Outcome outcome = GoalForm.judge(event, new IndicatorFrames(List.of(asStated(data, year))));
        return outcome instanceof Outcome.Accepted accepted
                ? new Outcome.Accepted(accepted.version(), List.of(notLookedUp(region, year)))
                : outcome;
    }

    private static IndicatorFrame frame(JsonNode json) {
        List<FrameNode> nodes = new ArrayList<>();
        for (JsonNode category : json.get("categories")) {
            String code = category.get("code").asText();
            nodes.add(new FrameNode(code, category.get("name").asText(), null, 1));
            for (JsonNode type : category.get("types")) {
                nodes.add(new FrameNode(
                        type.get("code").asText(), type.get("name").asText(), code, 2));
            }
        }
        return new IndicatorFrame(
                json.get("jurisdiction").asText(),
                json.get("fromYear").intValue(),
                json.get("name").asText(),
                nodes);
    }

    /** A frame in which every code means what the goal takes it for; of a code with two meanings, the first. */
    private static IndicatorFrame asStated(JsonNode data, int year) {
        Map<String, FrameNode> nodes = new LinkedHashMap<>();
        for (JsonNode indicator : data.get("indicators")) {
            String category = indicator.get("categoryCode").asText();
            nodes.putIfAbsent(category, new FrameNode(category, "指标", null, 1));
        }
        for (JsonNode indicator : data.get("indicators")) {
            String type = indicator.get("typeCode").asText();
            String category = indicator.get("categoryCode").asText();
            nodes.putIfAbsent(type, new FrameNode(type, "指标", category, 2));
        }
        return new IndicatorFrame(COUNTRY, year, "", List.copyOf(nodes.values()));
    }

    private static Violation notLookedUp(String region, int year) {
        Text text = Text.of(
                "没有 %s 在 %d 年的指标体系文件（--frame），未核对指标代码",
                "No frame was given for %s in %d (--frame), so codes were not looked up", region, year);
        return new Violation("/data/indicators", "FRAME_NOT_GIVEN", text);
    }
}
