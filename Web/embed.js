import "./elements/player.js";
import "./elements/waveform.js";
