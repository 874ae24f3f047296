package org.jixiao.indicator.frame;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The classification tree of a jurisdiction from a year on (指标体系).
 *
 * @param jurisdiction region code of six digits; {@code 000000} is the whole country
 * @param fromYear the first fiscal year it is in force
 * @param nodes by code, parents among them
 */
public record IndicatorFrame(String jurisdiction, int fromYear, String name, List<FrameNode> nodes) {

    /**
     * Orders the nodes by code.
     *
     * @throws IllegalArgumentException when a code occurs twice, or a node does not stand one level below its parent
     */
    public IndicatorFrame {
        Objects.requireNonNull(jurisdiction, "jurisdiction");
        Objects.requireNonNull(name, "name");
        nodes = nodes.stream().sorted(Comparator.comparing(FrameNode::code)).toList();
        Map<String, FrameNode> byCode = nodes.stream()
                .collect(Collectors.toMap(FrameNode::code, Function.identity(), IndicatorFrame::refuseTwin));
        for (FrameNode node : nodes) {
            if (node.level() > 1 && !standsBelow(node, byCode.get(node.parentCode()))) {
                throw new IllegalArgumentException("no parent one level above " + node.code());
            }
        }
    }

    /** The category (level 1) of a code. */
    public Optional<FrameNode> category(String code) {
        return node(code, 1);
    }

    /** The type (level 2) of a code. */
    public Optional<FrameNode> type(String code) {
        return node(code, 2);
    }

    /** The category a type belongs to in this frame, whatever a table prints beside it. */
    public Optional<FrameNode> categoryOfType(String typeCode) {
        return type(typeCode).flatMap(type -> category(type.parentCode()));
    }

    private Optional<FrameNode> node(String code, int level) {
        return nodes.stream()
                .filter(node -> node.level() == level && node.code().equals(code))
                .findFirst();
    }

    private static boolean standsBelow(FrameNode node, FrameNode parent) {
        return parent != null && parent.level() == node.level() - 1;
    }

    private static FrameNode refuseTwin(FrameNode one, FrameNode other) {
        throw new IllegalArgumentException("code " + one.code() + " stands for " + one.name() + " and " + other.name());
    }
}
