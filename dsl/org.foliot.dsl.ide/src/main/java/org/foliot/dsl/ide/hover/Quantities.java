package org.foliot.dsl.ide.hover;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.dsl.foliot.CounterFrequency;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.ProcessorClock;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.ide.meaning.QuantityText;
import org.foliot.dsl.resolve.Defaults;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resolve.Written;
import org.foliot.time.Dimension;
import org.foliot.time.Frequency;
import org.foliot.time.QuantityFormatException;

/** Works out the numbers of a scenario in the surroundings that they stand in. */
public class Quantities {
    /** Made for hovers. */
    @Inject
    Quantities() {}

    /** What a number comes to; absent where there is nothing to add to it. */
    Optional<String> text(NumberValue number) {
        String written = Written.text(number);
        Optional<Dimension> dimension = QuantityText.dimension(written);
        if (dimension.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text = QuantityText.of(written, dimension.get(), clock(number));
        if (number.eContainer() instanceof CounterFrequency counter && number == counter.getFrequency()) {
            return text.map(t -> t + wrap(written));
        } else if (dimension.get() == Dimension.FREQUENCY && number.eContainer() instanceof Setting) {
            return text.map(t -> t.replace(" per tick", " from one to the next"));
        } else if (dimension.get() == Dimension.FREQUENCY && number.eContainer() instanceof ProcessorClock) {
            return text.map(t -> t.replace(" per tick", " per cycle"));
        }
        return text;
    }

    private static String wrap(String written) {
        return "; CNTPCT_EL0, with 64 bits, wraps in " + QuantityText.wrap(Frequency.parse(written));
    }

    /** What the value of a setting comes to. */
    Optional<String> ofSetting(Setting setting) {
        return setting.getValue() instanceof NumberValue number ? text(number) : Optional.empty();
    }

    /** The processor clock where a number stands. */
    private static Frequency clock(EObject place) {
        return Refinement.hostAround(place)
                .flatMap(h -> Refinement.find(Refinement.members(h), ProcessorClock.class))
                .flatMap(c -> frequency(Written.text(c.getFrequency())))
                .orElse(Defaults.CLOCK);
    }

    private static Optional<Frequency> frequency(String text) {
        try {
            return Optional.of(Frequency.parse(text));
        } catch (QuantityFormatException e) {
            return Optional.empty();
        }
    }
}
