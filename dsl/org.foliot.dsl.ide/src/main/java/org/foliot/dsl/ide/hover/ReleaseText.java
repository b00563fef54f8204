package org.foliot.dsl.ide.hover;

import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.dsl.ide.meaning.BlockOptions;

/** What a kernel release implies: every option with its value, and when it came to have it. */
final class ReleaseText {
    private ReleaseText() {}

    /**
     * Options with their values.
     *
     * @param kernel options of the kernel itself
     * @param extensions options of extensions that go by the release
     * @param scheduler the scheduler that kernels of the release have built in, absent where that does not matter
     */
    static String of(
            KernelRelease release,
            List<OptionDescriptor> kernel,
            List<BlockOptions.Offer> extensions,
            Optional<String> scheduler) {
        StringBuilder text = new StringBuilder("**Linux ").append(release).append("** implies\n");
        scheduler.ifPresent(s -> text.append("\n- scheduler ").append(s));
        kernel.forEach(o -> add(text, o, release));
        for (BlockOptions.Offer extension : extensions) {
            List<OptionDescriptor> changed = extension.options().stream()
                    .filter(o -> !o.byRelease().isEmpty())
                    .toList();
            if (!changed.isEmpty()) {
                text.append("\n\nof ").append(extension.owner()).append('\n');
                changed.forEach(o -> add(text, o, release));
            }
        }
        return text.toString();
    }

    private static void add(StringBuilder text, OptionDescriptor option, KernelRelease release) {
        text.append("\n- `")
                .append(option.name())
                .append("` ")
                .append(option.defaultFor(release).orElse("must be set"))
                .append(since(option, release));
    }

    private static String since(OptionDescriptor option, KernelRelease release) {
        String since = "";
        for (OptionDescriptor.ReleaseDefault change : option.byRelease()) {
            boolean held = release.isAtLeast(change.from());
            since = held ? ", since " + change.from() : since + ", `" + change.value() + "` from " + change.from();
            if (!held) {
                break;
            }
        }
        return since;
    }
}
