package org.foliot.memory.donated;

import org.foliot.api.extension.OptionGroup;
import org.foliot.api.memory.UserAccessOptions;

/**
 * Settings of {@code pvtime guest_donated}.
 *
 * @param access what reaching the guest's memory costs
 */
public record DonatedMemoryOptions(@OptionGroup UserAccessOptions access) {}
