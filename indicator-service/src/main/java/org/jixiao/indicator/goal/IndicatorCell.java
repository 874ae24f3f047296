package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.indicator.target.TargetView;

/**
 * A printed cell and the indicators that it says. A caller sends one of the two and gets both.
 *
 * @param text with its lines joined and half-width colons
 */
@Schema(name = "IndicatorCell")
record IndicatorCell(
        @Schema(examples = "1、1-产出指标；11-数量指标；人均年度调解案件数；实施周期指标值:≥55件；年度指标值:≥55件。")
        String text,

        List<Item> indicators) {

    /** An indicator that belongs to no goal yet. */
    @Schema(name = "ParsedIndicator")
    record Item(
            int sequence,
            CodedName category,
            CodedName type,
            String name,
            TargetView periodTarget,
            TargetView annualTarget,
            Accumulation accumulation,
            Set<IndicatorFlag> flags) {

        private static Item of(int sequence, PrintedIndicator printed) {
            Indicator indicator = Indicator.read(sequence, printed);
            return new Item(
                    sequence,
                    indicator.category(),
                    indicator.type(),
                    indicator.name(),
                    TargetView.of(indicator.periodTarget()),
                    TargetView.of(indicator.annualTarget()),
                    indicator.accumulation(),
                    indicator.flags());
        }
    }

    /** @throws UnprintableIndicator when an item would not be read back as itself */
    static IndicatorCell of(List<PrintedIndicator> items) {
        return new IndicatorCell(
                IndicatorText.print(items),
                IntStream.range(0, items.size())
                        .mapToObj(i -> Item.of(i + 1, items.get(i)))
                        .toList());
    }

    /** What the schema has accepted as indicators. */
    static List<PrintedIndicator> items(JsonNode indicators) {
        return StreamSupport.stream(indicators.spliterator(), false)
                .map(json -> new PrintedIndicator(
                        codedName(json.get("category")),
                        codedName(json.get("type")),
                        json.get("name").asText(),
                        StatedIndicator.raw(json.get("periodTarget")),
                        StatedIndicator.raw(json.get("annualTarget"))))
                .toList();
    }

    private static CodedName codedName(JsonNode json) {
        return new CodedName(json.get("code").asText(), json.get("name").asText());
    }
}
