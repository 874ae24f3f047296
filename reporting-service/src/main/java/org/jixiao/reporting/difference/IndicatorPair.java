package org.jixiao.reporting.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same indicator in two tables. Its identifier tells its place, and where one was put in front those behind it have another:
 * they are paired by what is printed of them first.
 *
 * @param before missing when it was added
 * @param after missing when it was removed
 * @param isMoved whether it stands elsewhere among those that both tables have
 */
record IndicatorPair(JsonNode before, JsonNode after, boolean isMoved) {

    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final int NONE = -1;

    /** What makes two of them the same; each where the one before it has found nobody. */
    private static final List<List<String>> ALIKE =
            List.of(List.of("/name", "/annualTarget/raw"), List.of("/name"), List.of("/indicatorId"));

    /** In the order of the later table, and behind them those that were removed. */
    static List<IndicatorPair> of(JsonNode before, JsonNode after) {
        int[] was = earlier(before, after);
        int[] common = Arrays.stream(was).filter(each -> each != NONE).toArray();
        int[] inOrder = Arrays.stream(common).sorted().toArray();
        List<IndicatorPair> pairs = new ArrayList<>();
        int passed = 0;
        for (int i = 0; i < was.length; i++) {
            if (was[i] == NONE) {
                pairs.add(new IndicatorPair(NOTHING, after.get(i), false));
            } else {
                pairs.add(new IndicatorPair(before.get(was[i]), after.get(i), was[i] != inOrder[passed]));
                passed++;
            }
        }
        IntStream.range(0, before.size())
                .filter(each -> Arrays.binarySearch(inOrder, each) < 0)
                .forEach(each -> pairs.add(new IndicatorPair(before.get(each), NOTHING, false)));
        return pairs;
    }

    /** For each of the later table its place in the earlier one. */
    private static int[] earlier(JsonNode before, JsonNode after) {
        int[] earlier = new int[after.size()];
        Arrays.fill(earlier, NONE);
        boolean[] taken = new boolean[before.size()];
        for (List<String> alike : ALIKE) {
            for (int i = 0; i < earlier.length; i++) {
                for (int j = 0; j < taken.length && earlier[i] == NONE; j++) {
                    if (!taken[j] && areAlike(before.get(j), after.get(i), alike)) {
                        earlier[i] = j;
                        taken[j] = true;
                    }
                }
            }
        }
        return earlier;
    }

    private static boolean areAlike(JsonNode one, JsonNode other, List<String> members) {
        return members.stream().allMatch(each -> one.at(each).equals(other.at(each)));
    }
}
