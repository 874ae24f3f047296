package org.jixiao.budget.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AmountsTest {

    private static final int TRIES = 200;

    static LongStream seeds() {
        return new Random(20250220).longs(20);
    }

    @Test
    void nothingButBlanksAddToABlank() {
        assertThat(new Amounts(null, null, null).total()).isNull();
    }

    @Test
    void zeroIsNotABlank() {
        assertThat(new Amounts(null, Money.ZERO, null).total()).isEqualTo(Money.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "9999999999999999.99, 0.00, false",
        "9999999999999999.98, 0.01, false",
        "9999999999999999.99, 0.01, true",
        "9999999999999999.99, 9999999999999999.99, true"
    })
    void theSumMustFitTheLedger(String one, String other, boolean tooLarge) {
        assertThat(new Amounts(Money.ofYuan(one), null, Money.ofYuan(other)).tooLarge())
                .isEqualTo(tooLarge);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTotalIsTheExactSumOfWhatIsThere(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Amounts amounts = new Amounts(any(random), any(random), any(random));

            BigInteger fen = Stream.of(amounts.fiscalAppropriation(), amounts.specialAccount(), amounts.other())
                    .filter(part -> part != null)
                    .map(part -> part.yuan().unscaledValue())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            boolean blank = amounts.fiscalAppropriation() == null
                    && amounts.specialAccount() == null
                    && amounts.other() == null;
            assertThat(amounts.total())
                    .as("seed %d, try %d: %s", seed, i, amounts)
                    .isEqualTo(blank ? null : new Money(new BigDecimal(fen, 2)));
        }
    }

    private static Money any(Random random) {
        return random.nextInt(4) == 0 ? null : new Money(new BigDecimal(new BigInteger(random.nextInt(60), random), 2));
    }
}
