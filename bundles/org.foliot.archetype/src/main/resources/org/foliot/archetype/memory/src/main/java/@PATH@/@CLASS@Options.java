package @PACKAGE@;

import java.util.List;
import org.foliot.api.extension.Option;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.CostModel.Part;
import org.foliot.api.memory.Paging;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * Settings of {@code pvtime @ID@ { … }}: what is declared here, validation, content assist, hover, {@code foliot bundles} and the
 * help pages know.
 *
 * @param at where the region lies
 * @param size how much is set aside
 * @param load cost of reading from the region
 * @param store cost of writing to it
 */
public record @CLASS@Options(
        @Option(
                doc = "Guest physical address of the region, a multiple of the host's page size. A choice.",
                value = "0x90a0000")
        Address at,

        @Option(doc = "Size of the region. A choice.", value = "64 KiB", min = "4 KiB", max = "64 MiB")
        ByteSize size,

        @Option(doc = "What reading eight bytes costs. A choice.", value = "50 cycles", max = "1000000 cycles")
        Cycles load,

        @Option(doc = "What writing eight bytes costs. A choice.", value = "90 cycles", max = "1000000 cycles")
        Cycles store) {
    private static final String SOURCE = "choice";

    /** The price of an access on a host whose processors have that clock; every part names where its number comes from. */
    AccessPrice price(Frequency clock) {
        return new AccessPrice(
                List.of(), List.of(new Part("load", load, SOURCE)), List.of(new Part("store", store, SOURCE)), clock);
    }

    /** An access to a page that is swapped out waits until it is back. */
    Paging paging() {
        return new Paging(Paging.AbsentPage.WAITS, Duration.ofMicros(100));
    }
}
