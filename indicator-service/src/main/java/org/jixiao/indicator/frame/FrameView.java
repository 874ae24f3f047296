package org.jixiao.indicator.frame;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A frame as pickers need it.
 *
 * @param jurisdiction region code of six digits; {@code 000000} is the whole country
 * @param fromYear the first fiscal year it is in force
 */
@Schema(name = "IndicatorFrame")
record FrameView(String jurisdiction, int fromYear, String name, List<Category> categories) {

    /** Level 1 and what is below it. */
    @Schema(name = "IndicatorCategory")
    record Category(String code, String name, List<CodedName> types) {}

    static FrameView of(IndicatorFrame frame) {
        return new FrameView(
                frame.jurisdiction(),
                frame.fromYear(),
                frame.name(),
                frame.nodes().stream()
                        .filter(node -> node.level() == 1)
                        .map(node -> new Category(node.code(), node.name(), typesOf(frame, node)))
                        .toList());
    }

    private static List<CodedName> typesOf(IndicatorFrame frame, FrameNode category) {
        return frame.nodes().stream()
                .filter(node -> node.level() == 2 && category.code().equals(node.parentCode()))
                .map(FrameNode::codedName)
                .toList();
    }
}
