package org.jixiao.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Text GREETING = Text.of("您好", "Good day");

    @Test
    void chineseIsSpokenUnlessEnglishIsPreferred() {
        assertThat(GREETING.in(List.of())).isEqualTo("您好");
        assertThat(GREETING.in(List.of(Locale.FRENCH))).isEqualTo("您好");
        assertThat(GREETING.in(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)))
                .isEqualTo("您好");
        assertThat(GREETING.in(List.of(Locale.UK, Locale.CHINA))).isEqualTo("Good day");
        assertThat(GREETING.in(List.of(Locale.FRENCH, Locale.ENGLISH))).isEqualTo("Good day");
    }

    @Test
    void argumentsFillBothLanguages() {
        assertThat(Text.of("共 %d 项", "%d items", 3)).isEqualTo(new Text("共 3 项", "3 items"));
    }

    @Test
    void percentSignsStayWhereNothingIsFilledIn() {
        assertThat(Text.of("100%", "100%").zh()).isEqualTo("100%");
    }
}
