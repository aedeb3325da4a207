import { regionOfZone } from '../../aws/regions.ts';
import { type Node, resolved } from '../../syntax/tree.ts';
import { heirsOf } from '../../zappa/settings.ts';
import { defineRule } from '../defineRule.ts';
