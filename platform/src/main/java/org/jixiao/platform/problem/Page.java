package org.jixiao.platform.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is ordered by a unique text key.
 *
 * @param items at most {@link #MOST} of them
 * @param nextCursor opaque, for the next page; null on the last one
 */
public record Page<T>(List<T> items, String nextCursor) {

    /** The largest {@code limit} that a caller may ask for. */
    public static final int MOST = 500;

    /** What a caller asked for: the key after which the page starts ("" for the first) and how many items. */
    public record Request(String after, int limit) {

        /** @throws Problem INVALID_PARAMETER for a limit outside 1..500 or a cursor that was not made here */
        public static Request of(String cursor, Integer limit) {
            if (limit != null && (limit < 1 || limit > MOST)) {
                throw Problem.parameter("limit", Text.of("limit 须在 1 到 %d 之间", "limit must be 1 to %d", MOST));
            }
            return new Request(cursor == null ? "" : keyOf(cursor), limit == null ? 100 : limit);
        }

        private static String keyOf(String cursor) {
            try {
                String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                if (cursor(key).equals(cursor) && key.indexOf('\0') < 0) {
                    return key;
                }
                throw madeElsewhere();
            } catch (IllegalArgumentException e) {
                throw madeElsewhere();
            }
        }

        private static Problem madeElsewhere() {
            return Problem.parameter("cursor", Text.of("cursor 无效", "cursor was not made here"));
        }
    }

    /** Cuts a page out of rows that were read with {@code limit + 1}, so that the last page is known without a count. */
    public static <T> Page<T> of(List<T> rows, Request request, Function<T, String> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, cursor(key.apply(items.getLast())));
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
