/** What every jar with one of several broken extensions has in it, to know which of them it is. */
package org.foliot.broken.selection;
