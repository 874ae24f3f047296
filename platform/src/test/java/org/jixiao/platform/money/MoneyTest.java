package org.jixiao.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final int TRIES = 2000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20251123, 799_06})
    void whatIsPrintedReadsBackAsTheSameAmount(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Money money = any(random);
            assertThat(Money.ofYuan(money.toString()))
                    .as("seed %d, try %d", seed, i)
                    .isEqualTo(money);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20251123, 210_000_00})
    void sumIsThatOfTheFenWhateverTheOrderAndLeavesBlanksOut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES / 10; i++) {
            List<Money> amounts = new ArrayList<>();
            BigInteger fen = BigInteger.ZERO;
            for (int n = random.nextInt(50) + 1; n > 0; n--) {
                Money money = random.nextInt(4) == 0 && n > 1 ? null : any(random);
                amounts.add(money);
                fen = money == null ? fen : fen.add(money.yuan().unscaledValue());
            }
            Collections.shuffle(amounts, random);
            assertThat(Money.sum(amounts)).as("seed %d, try %d", seed, i).isEqualTo(new Money(new BigDecimal(fen, 2)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20251123})
    void differencesOfOldAndNewAddUpToTheLast(long seed) {
        Random random = new Random(seed);
        Money first = any(random);
        Money last = first;
        Money total = first;
        for (int i = 0; i < TRIES; i++) {
            Money next = any(random);
            total = total.plus(next.minus(last));
            last = next;
        }
        assertThat(total).as("seed %d", seed).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 20251123})
    void tenThousandsAreWithinHalfOfTheirLastDigit(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Money money = any(random);
            BigDecimal printed = new BigDecimal(money.inTenThousands());
            BigDecimal off = printed.movePointRight(4).subtract(money.yuan()).abs();
            assertThat(printed.scale()).isEqualTo(2);
            assertThat(off).as("%s, seed %d, try %d", money, seed, i).isLessThanOrEqualTo(new BigDecimal("50"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "210000.00, 21.00",
        "7990600.00, 799.06",
        "0.00, 0.00",
        "49.99, 0.00",
        "50.00, 0.01",
        "149.99, 0.01",
        "150.00, 0.02",
        "-50.00, -0.01",
        "-49.99, 0.00",
        "9999999999999999.99, 1000000000000.00"
    })
    void tenThousandsAreRoundedHalfUpOnce(String yuan, String printed) {
        assertThat(Money.ofYuan(yuan).inTenThousands()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.",
                "1.0",
                "1.000",
                "1.234",
                ".50",
                "01.00",
                "00.00",
                "+1.00",
                "--1.00",
                "1e9",
                "1.00e2",
                "1E2",
                " 1.00",
                "1.00 ",
                "1.00\n",
                "1\u00a0000.00",
                "1,000.00",
                "1，000.00",
                "１.００",
                "1．00",
                "١.٠٠",
                "一.00",
                "1.00元",
                "NaN",
                "Infinity",
                "0x1.00",
                "null",
                "12345678901234567.00",
                "-",
                "-.00",
                "−1.00"
            })
    void anythingButDigitsAPointAndTwoDecimalsIsRefused(String text) {
        assertThatThrownBy(() -> Money.ofYuan(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusalRepeatsNothingOfTheInput() {
        assertThatThrownBy(() -> Money.ofYuan("secret")).message().doesNotContain("secret");
    }

    @Test
    void partsOfAFenAreRefusedAndNeverRounded() {
        assertThatThrownBy(() -> new Money(new BigDecimal("0.001"))).isInstanceOf(ArithmeticException.class);
        assertThat(new Money(new BigDecimal("0.010"))).isEqualTo(Money.ofYuan("0.01"));
    }

    @Test
    void blanksAloneAddToABlankAndNeverToZero() {
        assertThat(Money.sum(List.of())).isNull();
        assertThat(Money.sum(Arrays.asList(null, null))).isNull();
        assertThat(Money.sum(Arrays.asList(null, Money.ZERO))).isEqualTo(Money.ZERO);
        assertThat(Money.ofNullable(null)).isNull();
    }

    @Test
    void amountsAreEqualWhateverTheScaleTheyCameWith() {
        assertThat(new Money(new BigDecimal("2E+1")))
                .isEqualTo(Money.ofYuan("20.00"))
                .hasToString("20.00");
        assertThat(Money.ofYuan("-0.00")).isEqualTo(Money.ZERO).hasToString("0.00");
    }

    @Test
    void orderIsThatOfTheAmounts() {
        assertThat(List.of(Money.ofYuan("10.00"), Money.ofYuan("9.99"), Money.ofYuan("-1.00")).stream()
                        .sorted())
                .map(Money::toString)
                .containsExactly("-1.00", "9.99", "10.00");
    }

    @Test
    void jsonIsAStringAndNeverANumber() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.writeValueAsString(Money.ofYuan("210000.00"))).isEqualTo("\"210000.00\"");
        assertThat(json.readValue("\"210000.00\"", Money.class)).isEqualTo(Money.ofYuan("210000.00"));
        assertThatThrownBy(() -> json.readValue("210000.5", Money.class)).isInstanceOf(Exception.class);
    }

    /** Often small, sometimes as large as fits, now and then negative. */
    private static Money any(Random random) {
        int digits = random.nextInt(18) + 1;
        StringBuilder fen = new StringBuilder(random.nextInt(5) == 0 ? "-" : "");
        IntStream.range(0, digits).forEach(i -> fen.append(random.nextInt(10)));
        return new Money(new BigDecimal(new BigInteger(fen.toString()), 2));
    }
}
