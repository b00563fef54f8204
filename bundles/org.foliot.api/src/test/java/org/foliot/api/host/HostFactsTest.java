package org.foliot.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;
import org.junit.jupiter.api.Test;

class HostFactsTest {
    @Property
    void anOscillatorIsOffByItsErrorToTheNearestHertz(
            @ForAll @LongRange(min = 1_000, max = 3_000_000_000L) long hertz,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long partsPerBillion) {
        BigDecimal exact = BigDecimal.valueOf(hertz)
                .add(BigDecimal.valueOf(hertz).multiply(BigDecimal.valueOf(partsPerBillion, 9)));
        assertThat(facts(new Frequency(hertz), new Ratio(partsPerBillion))
                        .oscillator()
                        .hertz())
                .isEqualTo(exact.add(new BigDecimal("0.5"))
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact());
    }

    @Test
    void aCounterIsRightUnlessSomethingElseIsSaid() {
        HostFacts facts = new HostFacts(
                "host",
                KernelRelease.DEFAULT,
                kernel(),
                1,
                Frequency.ofMegahertz(25),
                Frequency.ofMegahertz(2000),
                ByteSize.ofKibibytes(4));
        assertThat(facts.counterError()).isEqualTo(Ratio.ZERO);
        assertThat(facts.oscillator()).isEqualTo(facts.counter());
    }

    @Test
    void anErrorBeyondWhatAnOscillatorHasIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts(Frequency.ofMegahertz(25), new Ratio(1_000_001)))
                .withMessageContaining("off by 0.1 % at most");
    }

    @Test
    void anotherKernelIsOnTheSameHardware() {
        HostFacts facts = facts(Frequency.ofMegahertz(25), Ratio.ofPartsPerMillion(-20));
        HostFacts other = facts.withKernel(new KernelRelease(5, 4), facts.kernel());
        assertThat(other.release()).isEqualTo(new KernelRelease(5, 4));
        assertThat(other.withKernel(facts.release(), facts.kernel())).isEqualTo(facts);
    }

    private static HostFacts facts(Frequency counter, Ratio error) {
        return new HostFacts(
                "host",
                KernelRelease.DEFAULT,
                kernel(),
                1,
                counter,
                error,
                Frequency.ofMegahertz(2000),
                ByteSize.ofKibibytes(4));
    }

    private static HostKernelOptions kernel() {
        return OptionSchema.of(HostKernelOptions.class).instantiate(Map.of(), KernelRelease.DEFAULT);
    }
}
