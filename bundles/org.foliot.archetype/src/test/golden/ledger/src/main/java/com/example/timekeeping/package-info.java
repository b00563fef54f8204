/** The memory strategy {@code ledger}, an extension of Foliot. */
package com.example.timekeeping;
